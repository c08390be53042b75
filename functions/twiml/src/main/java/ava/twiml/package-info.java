/// The twiml function: answers the ringing telephone with a stream to the bridge.
@NullMarked
package ava.twiml;

import org.jspecify.annotations.NullMarked;
