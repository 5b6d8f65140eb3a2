package dev.tocsin.benchmarks.web.http;

import java.nio.charset.StandardCharsets;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// The text of a stream over HTTP/1.1, from its bytes as they come: without its head and its chunks' frames, and
/// decompressed.
final class EventText implements AutoCloseable {

    private static final String END_OF_HEAD = "\r\n\r\n";
    private static final int GZIP_HEAD = 10;
    private static final int BLOCK = 64 * 1024;

    private final Inflater inflater = new Inflater(true);
    private final StringBuilder frame = new StringBuilder();
    private boolean isBegun;
    private int leftOfChunk;
    private int leftOfGzipHead = GZIP_HEAD;

    /// @return the text that these bytes add, as ISO 8859-1, which is enough to look for ids
    String more(byte[] bytes) {
        var text = new StringBuilder();
        for (var at = 0; at < bytes.length; ) {
            if (leftOfChunk > 0) {
                var length = Math.min(leftOfChunk, bytes.length - at);
                inflate(bytes, at, length, text);
                at += length;
                leftOfChunk -= length;
            } else {
                frame.append((char) bytes[at++]);
                readFrame();
            }
        }
        return text.toString();
    }

    /// Reads the head first, and then before each chunk its length, which follows the line end of the chunk before.
    private void readFrame() {
        if (!isBegun) {
            isBegun = frame.indexOf(END_OF_HEAD) >= 0;
            frame.setLength(isBegun ? 0 : frame.length());
        } else if (frame.length() > 2 && frame.charAt(frame.length() - 1) == '\n') {
            leftOfChunk = Integer.parseInt(frame.toString().strip(), 16);
            frame.setLength(0);
        }
    }

    private void inflate(byte[] bytes, int from, int length, StringBuilder into) {
        var skipped = Math.min(leftOfGzipHead, length);
        leftOfGzipHead -= skipped;
        inflater.setInput(bytes, from + skipped, length - skipped);
        var block = new byte[BLOCK];
        try {
            for (var some = inflater.inflate(block); some > 0; some = inflater.inflate(block)) {
                into.append(new String(block, 0, some, StandardCharsets.ISO_8859_1));
            }
        } catch (DataFormatException e) {
            throw new IllegalStateException("the answer is not compressed as its header says", e);
        }
    }

    @Override
    public void close() {
        inflater.close();
    }
}
