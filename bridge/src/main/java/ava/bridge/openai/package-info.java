/// The OpenAI Realtime API (GA) over WebSocket: the model's side of a call. [RealtimeSessions]
/// opens sessions and keeps a warm one, [RealtimeSession] is one socket, [RealtimeLine] puts a call
/// on it.
@NullMarked
package ava.bridge.openai;

import org.jspecify.annotations.NullMarked;
