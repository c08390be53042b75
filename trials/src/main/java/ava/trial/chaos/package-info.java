/// Calls that outlive their bridges: `./ava chaos`.
@NullMarked
package ava.trial.chaos;

import org.jspecify.annotations.NullMarked;
