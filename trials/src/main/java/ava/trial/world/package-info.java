/// The whole world in virtual time: one thread, one heap of events and one seed, from which the
/// same thing happens again, down to the last byte.
@NullMarked
package ava.trial.world;

import org.jspecify.annotations.NullMarked;
