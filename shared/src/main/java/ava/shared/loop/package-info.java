/// What a conversation asks of the world around it: a loop with timers, text sockets, somebody who
/// dials, and a door for what blocks. Vert.x stands behind them in production, a heap of events in
/// a simulation: nothing that is written against them can tell.
@NullMarked
package ava.shared.loop;

import org.jspecify.annotations.NullMarked;
