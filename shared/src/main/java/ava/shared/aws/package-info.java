/// How Ava asks AWS: waits, one exception for all that cannot be reached, figures.
@NullMarked
package ava.shared.aws;

import org.jspecify.annotations.NullMarked;
