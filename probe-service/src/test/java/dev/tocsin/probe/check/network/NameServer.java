package dev.tocsin.probe.check.network;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Master;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;

/// Answers over UDP from a small zone. Names that begin with `silent` get no answer, with `silent6` none for AAAA,
/// with `late6` one for AAAA that is late; `broken.example` gets SERVFAIL.
public final class NameServer implements AutoCloseable {

    private static final Duration LATE = Duration.ofMillis(300);

    private final String zone;
    private final DatagramSocket socket;

    public NameServer(String zone) {
        this.zone = zone;
        try {
            socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        Thread.startVirtualThread(this::serve);
    }

    public int port() {
        return socket.getLocalPort();
    }

    Resolver resolver() {
        return new SimpleResolver(new InetSocketAddress(InetAddress.getLoopbackAddress(), port()));
    }

    @Override
    public void close() {
        socket.close();
    }

    private void serve() {
        while (!socket.isClosed()) {
            try {
                var buffer = new byte[4096];
                var packet = new DatagramPacket(buffer, buffer.length);
                socket.receive(packet);
                Thread.startVirtualThread(() -> answer(packet));
            } catch (IOException e) {
                // Closed, by the test.
            }
        }
    }

    private void answer(DatagramPacket packet) {
        try {
            var query = new Message(Arrays.copyOf(packet.getData(), packet.getLength()));
            var name = query.getQuestion().getName().toString();
            var asksForSix = query.getQuestion().getType() == Type.AAAA;
            if (name.startsWith("silent.") || (asksForSix && name.startsWith("silent6."))) {
                return;
            }
            if (asksForSix && name.startsWith("late6.")) {
                Thread.sleep(LATE);
            }
            var answer = answer(query).toWire();
            socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
        } catch (IOException | InterruptedException e) {
            // The test is over.
        }
    }

    private Message answer(Message query) throws IOException {
        var asked = query.getQuestion();
        var answer = new Message(query.getHeader().getID());
        answer.getHeader().setFlag(Flags.QR);
        answer.addRecord(asked, Section.QUESTION);
        if (asked.getName().equals(Name.fromString("broken.example."))) {
            answer.getHeader().setRcode(Rcode.SERVFAIL);
            return answer;
        }
        var known = false;
        try (var records = new Master(new ByteArrayInputStream(zone.getBytes(US_ASCII)), Name.root)) {
            for (var record = records.nextRecord(); record != null; record = records.nextRecord()) {
                if (record.getName().equals(asked.getName())) {
                    known = true;
                    if (record.getType() == asked.getType()) {
                        answer.addRecord(record, Section.ANSWER);
                    }
                }
            }
        }
        answer.getHeader().setRcode(known ? Rcode.NOERROR : Rcode.NXDOMAIN);
        return answer;
    }
}
