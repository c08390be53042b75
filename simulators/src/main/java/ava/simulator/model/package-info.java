/// The model, simulated: a server that speaks the GA Realtime protocol, strict about what it is
/// sent, with the words of a scenario instead of thoughts. One event loop runs all its sessions.
@NullMarked
package ava.simulator.model;

import org.jspecify.annotations.NullMarked;
