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
            "berubah, toko menulis catatannya sendiri. Di sini Anda <b>membacanya</b>.</p>",
        ),
        ("heading", "Tiga layar di menu Pembukuan"),
        (
            "text",
            "<ul><li><b>Jurnal</b>: semua catatan menurut urutan waktu, masing-masing dengan nomor.</li>"
            "<li><b>Buku besar</b>: semua catatan satu akun, misalnya rekening bank, dengan saldo "
            "berjalan.</li>"
            "<li><b>Neraca saldo</b>: saldo semua akun pada satu halaman.</li></ul>"
            "<p>Setiap akun punya dua nama: nama sehari-hari untuk Anda, dan nama resmi untuk pendamping atau "
            "pemegang pembukuan.</p>",
        ),
        ("heading", "Perjalanan satu pesanan di jurnal"),
        (
            "text",
            "<p>Contoh: Ibu Rina memesan keripik dan membayar Rp64.501.</p>",
        ),
        (
            "steps",
            [
                step(
                    "<p><b>Uang diterima.</b> Bank bertambah Rp64.501. Uang ini belum menjadi penjualan, "
                    "karena barangnya belum diserahkan; tercatat sebagai <b>uang muka pelanggan</b>, yaitu "
                    "utang kita kepada pembeli.</p>"
                ),
                step(
                    "<p><b>Barang diserahkan.</b> Uang muka berubah menjadi <b>penjualan</b>, pendapatan "
                    "ongkir, dan pendapatan kecil dari kode unik.</p>"
                ),
                step(
                    "<p><b>Pada saat yang sama</b> harga modal barang itu keluar dari persediaan dan menjadi "
                    "<b>harga pokok penjualan (HPP)</b>. Penjualan dikurangi HPP adalah untung kotor Anda.</p>"
                ),
            ],
        ),
        (
            "text",
            "<p>Tekan tautan pada catatan untuk membuka pesanannya. Jadi setiap angka bisa ditelusuri sampai "
            "ke pembeli dan barangnya.</p>",
        ),
        ("heading", "Membaca debit dan kredit"),
        (
            "text",
            "<p>Setiap catatan punya dua sisi yang jumlahnya <b>selalu sama</b>. Untuk uang, barang, dan "
            "beban: <b>debit menambah</b>, <b>kredit mengurangi</b>. Untuk utang, modal, dan pendapatan: "
            "sebaliknya.</p>",
        ),
        ("heading", "Memeriksa neraca saldo"),
        (
            "steps",
            [
                step("<p>Buka menu <b>Pembukuan</b>, lalu <b>Neraca saldo</b>.</p>"),
                step("<p>Lihat baris paling bawah: jumlah debit harus sama dengan jumlah kredit.</p>"),
                step(
                    "<p>Cocokkan saldo akun bank dengan saldo di mutasi bank. Berbeda? Biasanya ada mutasi "
                    "yang belum diunggah, atau uang di kotak masuk yang belum diputuskan.</p>"
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
