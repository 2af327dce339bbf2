import { Client, cacheExchange, fetchExchange } from 'urql';
import { fetchBegun } from '../app/begun.ts';

/**
 * Objects without an id of their own are kept with what they belong to: the cache forgets a page when what it shows is changed. Staff
 * ask for a purpose, which is logged with what they are shown.
 */
export const createGraph = (purpose?: string): Client =>
  new Client({
    url: '/graphql',
    fetch: purpose ? fetch : fetchBegun,
    exchanges: [cacheExchange, fetchExchange],
    preferGetMethod: false,
    requestPolicy: 'cache-and-network',
    fetchOptions: { credentials: 'same-origin', ...(purpose ? { headers: { 'oppvekst-purpose': purpose } } : {}) },
  });
