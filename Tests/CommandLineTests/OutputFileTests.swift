import CommandLineKit
import FoundationEssentials
import Testing

@Suite struct OutputFileTests {
    private let corpus: SmallCorpus

    init() throws {
        corpus = try SmallCorpus()
    }

    @Test func `the old report stays until the new one is whole`() throws {
        let path = try corpus.write("report", "old")
        do {
            let file = try OutputFile(path: path)
            try file.write("new, part 1; ")
            try file.keep("new, kept")
            #expect(corpus.read("report") == "old")
            #expect(corpus.read("report.partial") == "new, kept")
            try file.finish("new")
            #expect(corpus.read("report") == "new")
        }
        #expect(!FileManager.default.fileExists(atPath: path + ".partial"))
    }

    @Test func `a report that is given up leaves nothing but the old one`() throws {
        let path = try corpus.write("report", "old")
        do {
            let file = try OutputFile(path: path)
            try file.write("new")
        }
        #expect(corpus.read("report") == "old")
        #expect(!FileManager.default.fileExists(atPath: path + ".partial"))
    }

    @Test func `two runs don't write the same file`() throws {
        let path = "\(corpus.path)/report"
        let file = try OutputFile(path: path)
        let error = #expect(throws: Failure.self) { try OutputFile(path: path) }
        #expect(error?.status == .usage)
        #expect(error?.message.contains("by another run") == true)
        try file.finish("new")
        #expect(corpus.read("report") == "new")
    }

    @Test func `an input is never replaced, whatever it's called`() throws {
        let path = try corpus.write("report", "old")
        let link = "\(corpus.path)/link"
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: path)
        for other in [path, link, "\(corpus.path)/./report"] {
            let error = #expect(throws: Failure.self) { try OutputFile(path: other, inputs: ["/dev/null", path]) }
            #expect(error?.status == .usage)
        }
        #expect(corpus.read("report") == "old")
    }

    @Test func `a link stays, and the permissions of the old report`() throws {
        let path = try corpus.write("report", "old")
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
        let link = "\(corpus.path)/link"
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: path)
        try OutputFile(path: link).finish("new")
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == path)
        #expect(corpus.read("report") == "new")
        let permissions = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(permissions == 0o600)
    }
}
