/// Twelve calls to try a summary on, with what must and must not come of them.
@NullMarked
package ava.summary.evaluation;

import org.jspecify.annotations.NullMarked;
