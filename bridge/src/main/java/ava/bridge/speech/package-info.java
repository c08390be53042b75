/// Other voices than the model's: adapters of [ava.bridge.call.Speech].
@NullMarked
package ava.bridge.speech;

import org.jspecify.annotations.NullMarked;
