/// The model, simulated: a server that speaks the GA Realtime protocol, strict about what it is
/// sent, with the words of a scenario instead of thoughts. Pure: a loop and sockets are given to
/// it.
@NullMarked
package ava.simulator.model;

import org.jspecify.annotations.NullMarked;
