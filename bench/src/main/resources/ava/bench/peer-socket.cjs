// Leads a program that knows no address of the model but OpenAI's own to the one of the bench, without TLS, as for all.
'use strict';

const net = require('node:net');
const tls = require('node:tls');

tls.connect = () => net.connect({ host: '127.0.0.1', port: Number(process.env.BENCH_MODEL_PORT) });
