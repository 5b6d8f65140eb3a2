package dev.tocsin.standalone;

/// What went wrong in the user's terms, with what to do about it: the whole of what is shown.
public final class Trouble extends RuntimeException {

    private static final long serialVersionUID = 1;

    public Trouble(String message) {
        super(message);
    }

    public Trouble(String message, Throwable cause) {
        super(message, cause);
    }
}
