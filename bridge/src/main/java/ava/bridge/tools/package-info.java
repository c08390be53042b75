/// What Ava can do besides speaking, a file for each: how the model is told of it, when it is to
/// use it, and what it does: something beside the call, or a [ava.bridge.call.Move] that it asks of
/// the call. [Toolbox] lists them.
@NullMarked
package ava.bridge.tools;

import org.jspecify.annotations.NullMarked;
