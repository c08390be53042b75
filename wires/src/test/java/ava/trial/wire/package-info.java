/// A dozen conversations over real sockets, in real time, as proof of the wires: the bridge's
/// server and its model's client, the webhooks, the AWS clients. What is said and decided is tried
/// in virtual time.
@NullMarked
package ava.trial.wire;

import org.jspecify.annotations.NullMarked;
