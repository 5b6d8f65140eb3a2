package dev.tocsin.incident.problem.http;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response.Status;

/// A request that cannot be answered, with a sentence that says to whoever asked what is wrong with it.
public final class Declined extends WebApplicationException {

    private Declined(Status status, String detail) {
        super(detail, status);
    }

    /// @param detail such as `There is no incident abc.`
    public static Declined notFound(String detail) {
        return new Declined(Status.NOT_FOUND, detail);
    }

    /// @param detail which field, and what would be right
    public static Declined badRequest(String detail) {
        return new Declined(Status.BAD_REQUEST, detail);
    }
}
