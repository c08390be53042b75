/// Settings from the environment and secrets, validated all at once.
@NullMarked
package ava.shared.settings;

import org.jspecify.annotations.NullMarked;
