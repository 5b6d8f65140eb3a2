package dev.tocsin.support.access;

import java.util.Optional;

/// Tokens beside the operator's. Knows them in memory: it is asked before anything else about a request.
public interface TokenSource {

    Optional<TokenHolder> holder(String token);
}
