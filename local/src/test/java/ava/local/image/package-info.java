/// The bridge's image in a call.
@NullMarked
package ava.local.image;

import org.jspecify.annotations.NullMarked;
