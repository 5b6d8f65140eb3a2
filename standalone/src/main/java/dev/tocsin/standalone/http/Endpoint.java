package dev.tocsin.standalone.http;

/// Answers requests; each on a virtual thread of its own, so that it may wait.
@FunctionalInterface
public interface Endpoint {

    Reply answer(Request request) throws InterruptedException;
}
