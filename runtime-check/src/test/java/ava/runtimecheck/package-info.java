/// Checks of what is deployed: the functions' jars under AWS's own Java runtime client, and the
/// template that names them.
@NullMarked
package ava.runtimecheck;

import org.jspecify.annotations.NullMarked;
