"""Pembukuan: membaca jurnal dan neraca saldo."""

from lapak.demo.content.guide.steps import step

CHAPTER = {
    "slug": "pembukuan-jurnal-dan-neraca-saldo",
    "title": "Pembukuan: membaca jurnal dan neraca saldo",
    "summary": "Membaca catatan yang dibuat toko untuk Anda, dan tahu dari mana setiap angka berasal.",
    "audience": ["owner", "mentor"],
    "minutes": 6,
    "screen": "books",
    "body": [
        (
            "text",
            "<p>Anda tidak perlu mengetik pembukuan. Setiap kali uang diterima, barang diserahkan, atau stok "
            "berubah, toko menulis catatannya sendiri. Di sini Anda <i>membacanya</i>.</p>",
        ),
        ("heading", "Tiga layar di menu Pembukuan"),
        (
            "steps",
            [
                step(
                    "<p>Tekan tiga garis di kiri atas (di komputer menunya sudah tampak), lalu pilih "
                    "<b>Pembukuan</b>. Di dalamnya ada tiga pilihan:</p>"
                    "<ul><li><b>Jurnal</b>: semua catatan, yang terbaru di atas, masing-masing dengan nomor.</li>"
                    "<li><b>Neraca saldo</b>: saldo semua akun pada satu halaman.</li>"
                    "<li><b>Akun dan buku besar</b>: tekan satu akun, misalnya rekening bank, untuk melihat semua "
                    "catatannya dengan saldo berjalan.</li></ul>",
                    "books-1-menu",
                    "Menu Pembukuan terbuka: Jurnal dan Neraca saldo diberi bingkai, di bawahnya Akun dan buku besar.",
                ),
                step(
                    "<p>Tabelnya lebar. Di ponsel, miringkan ponsel Anda, atau geser tabelnya ke kiri.</p>",
                    "books-2-journal",
                    "Jurnal: setiap baris berisi nomor, tanggal, keterangan, nomor pesanan, dan jumlahnya.",
                ),
            ],
        ),
        (
            "text",
            "<p>Setiap akun punya dua nama: nama sehari-hari untuk Anda, dan nama resmi, yang tertulis kecil di "
            "bawahnya, untuk pendamping atau pemegang pembukuan.</p>",
        ),
        ("heading", "Perjalanan satu pesanan di jurnal"),
        (
            "text",
            "<p>Contoh: Rina Kartika memesan amplang dan keripik, dan membayar Rp49.001.</p>",
        ),
        (
            "steps",
            [
                step(
                    "<p><i>Uang diterima.</i> Rekening bank bertambah Rp49.001. Uang ini belum menjadi penjualan, "
                    "karena barangnya belum diserahkan; tercatat sebagai <b>Uang muka pelanggan</b>, yaitu "
                    "utang kita kepada pembeli.</p>"
                ),
                step(
                    "<p><i>Barang diserahkan.</i> Uang muka berubah menjadi <b>Penjualan</b>, <b>Ongkir dari "
                    "pelanggan</b>, dan pendapatan kecil dari <b>Kode unik</b>.</p>"
                    "<p><i>Pada saat yang sama</i> harga modal barang itu keluar dari <b>Barang dagangan</b> dan "
                    "menjadi <b>Modal barang terjual</b>, nama resminya harga pokok penjualan (HPP). Penjualan "
                    "dikurangi HPP adalah untung kotor Anda.</p>",
                    "books-3-entry",
                    "Catatan Diserahkan untuk satu pesanan: uang muka Rp49.001 menjadi penjualan, ongkir, dan kode "
                    "unik; barang dagangan Rp30.000 menjadi modal barang terjual.",
                ),
            ],
        ),
        (
            "text",
            "<p>Tekan nomor pesanan di kolom <b>Dokumen</b> untuk membuka pesanannya. Jadi setiap angka bisa "
            "ditelusuri sampai ke pembeli dan barangnya.</p>",
        ),
        ("heading", "Membaca debit dan kredit"),
        (
            "text",
            "<p>Setiap catatan punya dua sisi yang jumlahnya <i>selalu sama</i>. Untuk uang, barang, dan "
            "beban: <i>debit menambah</i>, <i>kredit mengurangi</i>. Untuk utang, modal, dan pendapatan: "
            "sebaliknya.</p>",
        ),
        ("heading", "Memeriksa neraca saldo"),
        (
            "steps",
            [
                step("<p>Buka menu <b>Pembukuan</b>, lalu <b>Neraca saldo</b>.</p>"),
                step(
                    "<p>Lihat baris paling bawah, <b>Jumlah</b>: jumlah <b>Debit</b> harus sama dengan jumlah "
                    "<b>Kredit</b>.</p>",
                    "books-4-trial-balance",
                    "Bagian bawah neraca saldo; baris Jumlah diberi bingkai: debit dan kredit sama-sama Rp19.377.004.",
                ),
                step(
                    "<p>Cocokkan saldo akun bank dengan saldo di mutasi bank. Berbeda? Biasanya ada mutasi "
                    "yang belum diunggah, atau uang di <b>Kotak masuk</b> yang belum diputuskan.</p>"
                ),
                step("<p>Tekan nama akun untuk melihat semua catatannya.</p>"),
            ],
        ),
        (
            "callout",
            {
                "kind": "note",
                "text": "<p>Catatan yang sudah dibuat tidak bisa diubah atau dihapus, oleh siapa pun. Yang "
                "keliru dibetulkan dengan catatan pembalik, sehingga riwayatnya tetap lengkap.</p>",
            },
        ),
        ("try_now", {"screen": "books", "label": "Buka Pembukuan"}),
    ],
}
