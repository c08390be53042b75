/// AWS on one machine: the services embedded, the SDK's default clients pointed at them.
@NullMarked
package ava.embedded.aws;

import org.jspecify.annotations.NullMarked;
