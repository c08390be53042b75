/// Conversation scripts: the real bridge and the real webhooks between the two simulators, over
/// real sockets, one test for each promise to the caller.
@NullMarked
package ava.trial.conversation;

import org.jspecify.annotations.NullMarked;
