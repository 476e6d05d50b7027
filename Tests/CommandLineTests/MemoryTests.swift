import Testing

#if os(Linux)
/// Whatever a program sends, and however many send it at once, a command's own memory stays below 256 MB.
///
/// `scripts/soak` has more of such programs: a debug build reads a megabyte in a second.
@Suite(.timeLimit(.minutes(5))) struct MemoryTests {
    private let corpus: SmallCorpus

    init() throws {
        corpus = try SmallCorpus()
        let tests = (0..<80).map { number in
            #"{"id":"hmac/hs256/t\#(number)","summary":"","token":"t\#(number)","expect":"reject","reason":"malformed","refs":[]}"#
        }
        try corpus.write(
            "hmac/small.json",
            #"""
            {"schema":"jwt-assay/vectors/1","title":"HMAC","flags":{},"groups":[{"id":"hmac/hs256","key":{"jwk":{"kty":"oct",
             "k":"AAAA"}},"policy":{"algorithms":["HS256"]},"content":"bytes","tests":[\#(tests.joined(separator: ","))]}]}
            """#
        )
    }

    /// Runs a command with 4 programs whose replies are as long as a line may be: more than 256 MB in all.
    private func most(_ command: String, big part: String) async throws -> (mebibytes: Int, ended: Ended) {
        let root = CommandLine.root
        let programs = (0..<4).map {
            "\"exec:/usr/bin/env python3 '\(root)Tests/JWTAdaptersTests/Programs/offender.py' kind=none big=\(part) n=\($0)\""
        }
        // What the command waits for counts too; a Python takes far less.
        let measure =
            "import resource, subprocess, sys; code = subprocess.call(sys.argv[1:], stdout=subprocess.DEVNULL); "
            + "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss >> 10); sys.exit(code)"
        let ended = try await CommandLine.shell(
            "python3 -c '\(measure)' \"$0\" \(command) \(programs.joined(separator: " ")) --jobs 4 --format json"
        )
        return (Int(ended.output.filter(\.isNumber)) ?? .max, ended)
    }

    @Test(arguments: ["detail", "hello", "capabilities"])
    func `long replies are read one at a time and not kept`(_ part: String) async throws {
        let (mebibytes, ended) = try await most("run --vectors '\(corpus.path)'", big: part)
        #expect([0, 1].contains(ended.code), "\(ended.talk)")
        #expect(mebibytes < 256)
    }
}
#endif
