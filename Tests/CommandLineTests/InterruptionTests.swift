import Testing

/// Ctrl-C in the commands that aren't a run: what there is is reported and marked, and the end is 130.
///
/// A second signal would end them at once, so each gets one, when it's known to be at work.
@Suite(.timeLimit(.minutes(5))) struct InterruptionTests {
    private let corpus: SmallCorpus

    init() throws {
        corpus = try SmallCorpus()
    }

    /// A program that says it was started, and then nothing for ten minutes.
    private func mute() throws -> String {
        try corpus.write("mute", "touch '\(corpus.path)/started'; exec sleep 600")
    }

    /// Runs a command until its adapter was started, and interrupts it a moment later.
    private func interrupted(_ arguments: String) async throws -> Ended {
        try await CommandLine.shell(
            """
            "$0" \(arguments) &
            until test -e '\(corpus.path)/started'; do sleep 0.05; done
            sleep 0.2; kill -INT $!; wait $!
            """
        )
    }

    /// The wait for a program that never says hello is far longer than the test's time limit allows for all three.
    @Test func `an interrupted doctor reports no finding`() async throws {
        let ended = try await interrupted("doctor --start-up 290 -- sh '\(try mute())'")
        #expect(ended.code == 130)
        #expect(ended.output.contains("INCOMPLETE: interrupted;"), "\(ended.output)")
        #expect(!ended.output.contains("must be fixed"))
    }

    @Test func `an interrupted interop blames no implementation`() async throws {
        let ended = try await interrupted("interop \"exec:sh '\(try mute())'\"")
        #expect(ended.code == 130)
        #expect(ended.output.contains("INCOMPLETE: interrupted."), "\(ended.output)")
        #expect(!ended.output.contains("COULD NOT BE RUN"))
    }

    @Test func `an interop document says that it is incomplete`() async throws {
        let ended = try await interrupted("interop --format json \"exec:sh '\(try mute())'\"")
        #expect(ended.code == 130)
        #expect(ended.output.contains(#""complete" : false"#))
        #expect(ended.output.hasSuffix("}\n"))
    }

    /// The fleet's members are what stands below scripts/adapters, one of which is put in another's place.
    @Test func `an interrupted fleet doctor says how far it got`() async throws {
        let ended = try await CommandLine.shell(
            """
            exec 3> '\(corpus.path)/talk'
            "$0" fleet doctor all 2>&3 &
            until grep -q 'fleet: ' '\(corpus.path)/talk'; do sleep 0.05; done
            kill -INT $!; wait $!
            """
        )
        #expect(ended.code == 130)
        let talk = corpus.read("talk")
        #expect(talk.contains("INCOMPLETE: interrupted after 0 of "), "\(talk)")
        #expect(!ended.output.contains("MUST BE FIXED"), "\(ended.output)")
    }

    /// A proof over the whole corpus takes far longer than the signal does.
    @Test func `an interrupted proof proves nothing`() async throws {
        let ended = try await CommandLine.shell(
            """
            "$0" prove &
            # Until it has worked for some time: what it reads comes first.
            for i in $(seq 600); do
              set -- $(cat /proc/$!/stat 2> /dev/null) || break
              test "${14}" -gt 150 && break; sleep 0.05
            done
            kill -INT $!
            wait $!
            """
        )
        #expect(ended.code == 130, "\(ended.talk)")
        #expect(ended.output.isEmpty)
        #expect(ended.talk.contains("interrupted; the proof is incomplete"))
    }
}
