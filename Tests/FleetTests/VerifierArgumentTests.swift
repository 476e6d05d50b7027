import Fleet
import FoundationEssentials
import JWTConformance
import Testing

@Suite struct VerifierArgumentTests {
    @Test(arguments: [
        ("exec:a b  c", ["a", "b", "c"]),
        ("exec: a ", ["a"]),
        (#"exec:'a b' "c d" e\ f"#, ["a b", "c d", "e f"]),
        (#"exec:a '' """#, ["a", "", ""]),
        (#"exec:a'b'"c"d"#, ["abcd"]),
        (#"exec:a "\"\\\$\n" '\'"#, ["a", #""\$\n"#, #"\"#]),
        ("exec:a $HOME *", ["a", "$HOME", "*"]),
    ])
    func `a command is split as a shell does`(text: String, words: [String]) throws {
        #expect(try VerifierArgument(text).command == words)
    }

    @Test(arguments: [
        "", "refrence", "exec", "exec:", "exec:  ", "gateway:", "exec:'a", #"exec:"a"#, #"exec:a\"#, "exec:''",
    ])
    func `an argument that names no verifier is rejected`(text: String) {
        let error = #expect(throws: VerifierArgumentError.self) { try VerifierArgument(text) }
        #expect(error?.description.isEmpty == false)
    }

    @Test func `the path of an executable needs no quotes`() throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "it's an adapter \(UUID())").path
        try Data("#!/bin/sh\n".utf8).write(to: URL(filePath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
        #expect(try VerifierArgument("exec:\(path)").command == [path])
    }

    /// The path may hold what a shell would take for something else.
    @Test func `a gateway is the adapter for gateways`() throws {
        let command = try #require(try VerifierArgument("gateway:my gateway.json").command)
        #expect(FileManager.default.isExecutableFile(atPath: command[0]))
        #expect(command.count == 4)
        #expect(command[1] == "my gateway.json")
    }

    @Test func `the reference is in this process`() throws {
        let argument = try VerifierArgument("reference")
        #expect(argument.command == nil)
        #expect(argument.named().label == "reference")
    }

    @Test(arguments: [
        ("exec:adapter", "exec:adapter"), ("reference", "reference"),
        ("gateway:/home/me/secret/kong.json", "gateway:kong.json"),
    ])
    func `a label is the argument without folders`(text: String, label: String) throws {
        #expect(try VerifierArgument(text).label == label)
        #expect(try VerifierArgument(text).named().label == label)
    }

    @Test func `a label holds no folder and no argument, and tells commands apart`() throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "adapter-\(UUID()).py")
        try Data().write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let arguments = try ["--token=hunter2", "--token=hunter3"].map {
            try VerifierArgument("exec:/usr/bin/env \(file.path) \($0)")
        }
        for argument in arguments {
            #expect(argument.label.hasPrefix("exec:env \(file.lastPathComponent) ["), "\(argument.label)")
            #expect(!argument.label.contains("hunter") && !argument.label.contains("/"))
            #expect(argument.greeting?.hasSuffix("| /usr/bin/env \(file.path) \(argument.command?.last ?? "")") == true)
        }
        #expect(arguments[0].label != arguments[1].label)
    }
}
