/// The simulators on real sockets and real time: the only place that knows Vert.x and threads.
@NullMarked
package ava.simulator.socket;

import org.jspecify.annotations.NullMarked;
