/// What the simulators ask of the world around them, beside a loop, sockets and somebody who dials.
@NullMarked
package ava.simulator.wire;

import org.jspecify.annotations.NullMarked;
