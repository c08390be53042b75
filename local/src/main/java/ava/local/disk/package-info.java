/// What is kept on this machine, and for whom.
@NullMarked
package ava.local.disk;

import org.jspecify.annotations.NullMarked;
