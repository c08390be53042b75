/// Conversation scripts: the real bridges and the real functions between the two simulators, in
/// virtual time, one test for each promise to the caller.
@NullMarked
package ava.trial.conversation;

import org.jspecify.annotations.NullMarked;
