/// What carries a bridge in production: the event loop of Vert.x, its sockets and server, and
/// virtual threads for what blocks. Nothing below [ava.bridge.Bridge] knows of it.
@NullMarked
package ava.bridge.vertx;

import org.jspecify.annotations.NullMarked;
