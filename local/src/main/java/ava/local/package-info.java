/// Ava on one machine: the real handlers and the real bridge, with their surroundings embedded.
@NullMarked
package ava.local;

import org.jspecify.annotations.NullMarked;
