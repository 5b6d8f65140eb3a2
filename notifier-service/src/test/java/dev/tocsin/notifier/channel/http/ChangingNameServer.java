package dev.tocsin.notifier.channel.http;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/// A DNS server whose names may have another address at each query.
final class ChangingNameServer implements AutoCloseable {

    private static final int MOST = 512;
    private static final int NOT_CACHED = 0;
    private static final int IPV4_LENGTH = 4;

    private final DatagramSocket socket;
    private final Map<Name, Answers> names = new HashMap<>();

    /// What a name has of a type of record.
    private interface Answers {
        List<Record> of(int type);
    }

    ChangingNameServer(int port) throws IOException {
        socket = new DatagramSocket(port, InetAddress.getLoopbackAddress());
    }

    /// @param addresses of 4 or 16 bytes
    ChangingNameServer with(String name, byte[]... addresses) {
        var records = Stream.of(addresses)
                .map(address -> record(absolute(name), address))
                .toList();
        names.put(absolute(name), type -> of(type, records));
        return this;
    }

    /// @param address of 4 bytes, asked for at each query for an IPv4 address
    ChangingNameServer withChanging(String name, Supplier<byte[]> address) {
        names.put(absolute(name), type -> type == Type.A ? List.of(record(absolute(name), address.get())) : List.of());
        return this;
    }

    /// @param target a name that this server has
    ChangingNameServer withAlias(String name, String target) {
        var alias = new CNAMERecord(absolute(name), DClass.IN, NOT_CACHED, absolute(target));
        names.put(
                absolute(name),
                type -> Stream.concat(Stream.of(alias), answers(absolute(target)).of(type).stream())
                        .toList());
        return this;
    }

    /// Answers from now on.
    ChangingNameServer start() {
        Thread.ofPlatform().daemon().name("name-server").start(this::serve);
        return this;
    }

    private void serve() {
        try {
            while (true) {
                var packet = new DatagramPacket(new byte[MOST], MOST);
                socket.receive(packet);
                var answer = answer(new Message(Arrays.copyOf(packet.getData(), packet.getLength())))
                        .toWire();
                socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
            }
        } catch (IOException _) {
            // closed
        }
    }

    private Message answer(Message query) {
        var question = query.getQuestion();
        var answer = new Message(query.getHeader().getID());
        answer.getHeader().setFlag(Flags.QR);
        answer.getHeader().setFlag(Flags.RD);
        answer.getHeader().setFlag(Flags.RA);
        answer.addRecord(question, Section.QUESTION);
        if (names.containsKey(question.getName())) {
            answers(question.getName())
                    .of(question.getType())
                    .forEach(record -> answer.addRecord(record, Section.ANSWER));
        } else {
            answer.getHeader().setRcode(Rcode.NXDOMAIN);
        }
        return answer;
    }

    private Answers answers(Name name) {
        return names.getOrDefault(name, _ -> List.of());
    }

    private static List<Record> of(int type, List<Record> records) {
        return records.stream().filter(record -> record.getType() == type).toList();
    }

    private static Record record(Name name, byte[] address) {
        try {
            return address.length == IPV4_LENGTH
                    ? new ARecord(name, DClass.IN, NOT_CACHED, InetAddress.getByAddress(address))
                    : new AAAARecord(name, DClass.IN, NOT_CACHED, address);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static Name absolute(String name) {
        try {
            return Name.fromString(name + ".");
        } catch (TextParseException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
