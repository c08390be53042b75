/// The commands of `./ava`.
@NullMarked
package ava.local.cli;

import org.jspecify.annotations.NullMarked;
