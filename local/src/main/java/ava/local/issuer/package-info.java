/// Sign-in on one machine: what Amazon Cognito does on AWS, on its own paths, for browsers on this
/// machine only.
@NullMarked
package ava.local.issuer;

import org.jspecify.annotations.NullMarked;
