/// A call, its turns and what is known of them: values that depend on nothing else of Ava.
@NullMarked
package ava.shared.call;

import org.jspecify.annotations.NullMarked;
