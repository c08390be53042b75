/// AWS services on loopback, for tests and for Ava on one machine: real software where it exists
/// (DynamoDB Local, ElasticMQ), else an endpoint that is as strict as the service. Never deployed;
/// depends on no other part of Ava.
@NullMarked
package ava.embedded;

import org.jspecify.annotations.NullMarked;
