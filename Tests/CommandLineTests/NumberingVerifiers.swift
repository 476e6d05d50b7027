/// How the skeleton of a language is made to answer with the number of the verifier that answers: the first that was
/// prepared is 1.
enum NumberingVerifiers {
    /// What `sed` does to the source.
    struct Edit: Sendable {
        let file: String
        let script: String
    }

    static let edits: [String: Edit] = [
        "c": Edit(
            file: "adapter.c",
            script: #"""
                s/^static void \*prepare/static int made;\n\n&/
                s/    octets key;/&\n    int number;/
                s/key_octets(request, why)}/key_octets(request, why), ++made}/
                s/    return failed("not written yet");/    char text[16];\n    return accepted(text, (size_t)snprintf(text, sizeof(text), "%d", verifier->number));/
                s/#include <stdlib.h>/#include <stdio.h>\n&/
                """#
        ),
        "erlang": Edit(
            file: "adapter.erl",
            script: #"""
                s/^    fun(_Token) ->/    put(made, case get(made) of undefined -> 1; Made -> Made + 1 end),\n    Number = get(made),\n&/
                s/error(.not written yet.)/integer_to_binary(Number)/
                """#
        ),
        "go": Edit(
            file: "adapter.go",
            script: #"""
                s/^func verifier/var made int\n\n&/
                s/^\treturn func(token.*/\tmade++\n\tnumber := made\n&/
                s/panic(errors.New("not written yet"))/return []byte(strconv.Itoa(number)), nil/
                s/"errors"/"strconv"/
                """#
        ),
        "java": Edit(
            file: "Adapter.java",
            script: #"""
                s/^final class Adapter.*/&\n    private int made;\n/
                s/^        return token -> {/        var number = ++made;\n&/
                s/throw new Unsup.*/return String.valueOf(number).getBytes();/
                """#
        ),
        "javascript": Edit(
            file: "adapter.js",
            script: #"""
                s/^async function verifier/let made = 0;\n&/
                s/^    return async (token) => {/    const number = ++made;\n&/
                s/throw new Error("not written yet")/return String(number)/
                """#
        ),
        "lua": Edit(
            file: "adapter.lua",
            script: #"""
                s/^protocol.serve {/local made = 0\n\n&/
                s/^        return function(token)/        made = made + 1\n        local number = made\n&/
                s/error("not written yet")/return tostring(number)/
                """#
        ),
        "perl": Edit(
            file: "adapter.pl",
            script: #"""
                s/^sub verifier/my $made = 0;\n\n&/
                s/^    return sub .*/    my $number = ++$made;\n&/
                s/die "not written yet.*/return "$number";/
                """#
        ),
        "python": Edit(
            file: "adapter.py",
            script: #"""
                s/^def verifier/made = []\n\n\n&/
                s/^    def verify(token):/    made.append(None)\n    number = len(made)\n\n&/
                s/raise Not.*/return str(number).encode()/
                """#
        ),
        "ruby": Edit(
            file: "adapter.rb",
            script: #"""
                s/^def verifier/$made = 0\n\n&/
                s/^  lambda do .*/  number = $made += 1\n&/
                s/raise Not.*/number.to_s/
                """#
        ),
        "rust": Edit(
            file: "adapter.rs",
            script: #"""
                s/^struct YourLibrary;/use std::sync::atomic::{AtomicUsize, Ordering};\n\nstatic MADE: AtomicUsize = AtomicUsize::new(0);\n\n&/
                s/Ok(Box::new(|_token| {/let number = MADE.fetch_add(1, Ordering::Relaxed) + 1;\n        Ok(Box::new(move |_token| {/
                s/Err(Failure::Error("not written yet".into()))/Ok(number.to_string().into_bytes())/
                """#
        ),
        "swift": Edit(
            file: "MyAdapter.swift",
            script: #"""
                s/^import AdapterProtocol/&\nimport Synchronization/
                s/^@main struct/private let made = Mutex(0)\n\n&/
                s/^        { token in/        let number = made.withLock { (count: inout Int) -> Int in\n            count += 1\n            return count\n        }\n        return { token in/
                s/throw NotWrittenYet()/return Array("\\(number)".utf8)/
                """#
        ),
    ]
}
