/// The bridge measured beside a bare relay on the same library: a load of its own, which paces its
/// callers, stamps and checks every frame, and plays the model.
@NullMarked
package ava.bench;

import org.jspecify.annotations.NullMarked;
