/// Who Ava is: her greeting, what she says in fixed words, her manner and her rules, and what she
/// may say of the business. Nothing here knows a wire, a table or a tool.
@NullMarked
package ava.bridge.persona;

import org.jspecify.annotations.NullMarked;
