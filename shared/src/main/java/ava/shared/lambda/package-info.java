/// What a function does once, before its snapshot is taken.
@NullMarked
package ava.shared.lambda;

import org.jspecify.annotations.NullMarked;
