/// Calls that outlive their bridges: `./ava chaos`.
@NullMarked
package ava.local.chaos;

import org.jspecify.annotations.NullMarked;
