/// Settings from the environment and secrets, validated all at once; and what secrets are made of.
@NullMarked
package ava.shared.settings;

import org.jspecify.annotations.NullMarked;
