/// API Gateway on one machine: an HTTP API and a WebSocket API in front of the real handlers.
@NullMarked
package ava.embedded.gateway;

import org.jspecify.annotations.NullMarked;
