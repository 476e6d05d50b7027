import FoundationEssentials

/// A folder that is taken away at the end of a test, with a corpus of four vectors.
///
/// The tokens aren't signed: the test adapter goes by the third segment.
final class SmallCorpus {
    /// The folder.
    let path: String

    /// - Parameter timeLimit: how long each answer may take, in seconds.
    /// - Throws: where the folder can't be written.
    init(timeLimit: Int = 2) throws {
        path = FileManager.default.temporaryDirectory.appending(path: "jwt-assay-\(UUID())").path
        try FileManager.default.createDirectory(atPath: path + "/hmac", withIntermediateDirectories: true)
        try write(
            "hmac/small.json",
            Self.vectors.replacing("\"expect\"", with: "\"timeLimit\":\(timeLimit),\"expect\"")
        )
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    /// Writes a file into the folder.
    ///
    /// - Returns: its path.
    @discardableResult
    func write(_ name: String, _ text: String) throws -> String {
        let file = "\(path)/\(name)"
        try Data(text.utf8).write(to: URL(filePath: file))
        return file
    }

    /// The content of a file of the folder.
    func read(_ name: String) -> String {
        String(decoding: FileManager.default.contents(atPath: "\(path)/\(name)") ?? Data(), as: UTF8.self)
    }

    private static let vectors = """
        {"schema":"jwt-assay/vectors/1","title":"HMAC","flags":{},"groups":[
         {"id":"hmac/hs256","key":{"jwk":{"kty":"oct","k":"AAAA"}},"policy":{"algorithms":["HS256"]},"content":"bytes",
          "tests":[
           {"id":"hmac/hs256/valid","summary":"a valid token","token":"eyJhbGciOiJIUzI1NiJ9.eyJhIjoxfQ.good",
            "expect":"accept","refs":["RFC7515#A.1"]},
           {"id":"hmac/hs256/forged","summary":"a forged one","token":"eyJhbGciOiJIUzI1NiJ9.eyJhIjoxfQ.bad",
            "expect":"reject","reason":"signature","refs":["RFC7515#5.2"]},
           {"id":"hmac/hs256/short","summary":"a cut one","token":"eyJhbGciOiJIUzI1NiJ9.eyJhIjoxfQ.worse",
            "expect":"reject","reason":"signature","refs":["RFC7515#5.2"]}]},
         {"id":"hmac/hs512","key":{"jwk":{"kty":"oct","k":"AAAA"}},"policy":{"algorithms":["HS512"]},"content":"bytes",
          "tests":[
           {"id":"hmac/hs512/valid","summary":"a valid token","token":"eyJhbGciOiJIUzUxMiJ9.eyJhIjoxfQ.good",
            "expect":"accept","refs":["RFC7518#3.2"]}]}]}
        """
}
