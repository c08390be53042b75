/// Many calls at once against one bridge, each checked to the frame: `./ava soak`.
@NullMarked
package ava.trial.soak;

import org.jspecify.annotations.NullMarked;
