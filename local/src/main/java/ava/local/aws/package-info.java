/// AWS on one machine: the services embedded, the SDK's default clients pointed at them.
@NullMarked
package ava.local.aws;

import org.jspecify.annotations.NullMarked;
