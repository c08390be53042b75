/// What was said, in short: made by a language model and checked, or by rules.
@NullMarked
package ava.summary.content;

import org.jspecify.annotations.NullMarked;
