/// This machine: who asks from it.
@NullMarked
package ava.local.machine;

import org.jspecify.annotations.NullMarked;
