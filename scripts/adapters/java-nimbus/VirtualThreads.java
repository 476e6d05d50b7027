import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;

/** Answers each message on a virtual thread of its own; the replies keep the order of the messages. */
final class VirtualThreads {
    /** Whether Java has virtual threads, which it has since version 21. */
    static boolean exist() {
        return Runtime.version().feature() >= 21;
    }

    /** Answers messages until the input ends. */
    static void serve(Protocol.Library library) throws Exception {
        var protocol = new Protocol(library);
        var output = Protocol.output();
        var replies = new LinkedBlockingQueue<Optional<Future<String>>>(); // empty at the end
        // By its name, because this is compiled by Java 17.
        var threads = (ExecutorService) Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        var reader = new Thread(() -> {
            Protocol.input().lines().forEach(line -> replies.add(Optional.of(threads.submit(() -> protocol.reply(line)))));
            replies.add(Optional.empty());
        });
        reader.start();
        for (var reply = replies.take(); reply.isPresent(); reply = replies.take()) {
            Protocol.write(reply.get().get(), output);
        }
        threads.shutdown();
    }
}
