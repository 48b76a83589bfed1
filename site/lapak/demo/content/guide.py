"""The guide for the owner. Each chapter follows its screen word for word: change both together."""

TITLE = "Panduan"
SLUG = "panduan"
INTRO = (
    "Langkah demi langkah mengurus toko: dari memasang produk sampai membaca pembukuan. Baca satu bab, lalu "
    "langsung coba di layarnya."
)


def step(text: str) -> dict:
    return {"text": text}


PRODUCTS = {
    "slug": "menambah-produk-dan-mengubah-harga",
    "title": "Menambah produk & mengubah harga",
    "summary": "Memasang produk baru lewat satu formulir, lalu mengubah harganya kapan saja.",
    "audience": ["owner", "helper"],
    "minutes": 5,
    "screen": "products",
    "body": [
        (
            "text",
            "<p>Produk baru dipasang lewat <b>satu formulir</b>: foto, nama, harga, dan stok awal sekaligus. "
            "Setelah itu harga dan stok diubah dengan tombol tersendiri, supaya angka di toko selalu angka "
            "yang sebenarnya.</p>",
        ),
        ("heading", "Yang perlu disiapkan"),
        (
            "text",
            "<ul><li>Foto barang dari ponsel. Ambil di tempat terang, barang di tengah, latar polos.</li>"
            "<li>Harga jual untuk satu satuan, misalnya satu bungkus.</li>"
            "<li>Jumlah barang yang ada sekarang. Hitung dulu, jangan dikira-kira.</li>"
            "<li>Harga modal untuk satu satuan: uang yang Anda keluarkan untuk membeli atau "
            "membuatnya.</li></ul>",
        ),
        ("heading", "Menambah produk baru"),
        (
            "steps",
            [
                step("<p>Buka menu <b>Produk</b>, lalu tekan <b>Produk baru</b>.</p>"),
                step("<p>Pilih <b>foto</b> dari ponsel atau komputer.</p>"),
                step(
                    "<p>Isi <b>nama</b> seperti pembeli menyebutnya, misalnya “Keripik Pisang Kepok 250 g”, "
                    "lalu pilih <b>kategori</b>.</p>"
                ),
                step(
                    "<p>Isi <b>harga</b>. Boleh ditulis <b>18000</b>, <b>18.000</b>, atau <b>Rp18.000</b>. "
                    "Jangan memakai koma atau sen.</p>"
                ),
                step(
                    "<p>Isi <b>stok awal</b> dan <b>harga modal</b> per satuan. Keduanya langsung masuk ke "
                    "pembukuan sebagai nilai persediaan.</p>"
                ),
                step("<p>Periksa sekali lagi, lalu simpan. Produk langsung tampil di toko dan bisa dibeli.</p>"),
            ],
        ),
        (
            "callout",
            {
                "kind": "tip",
                "text": "<p>Belum sempat menulis uraian panjang? Tidak apa-apa. Satu kalimat yang jujur sudah "
                "cukup. Bahan, cara simpan, dan status halal bisa dilengkapi kemudian di halaman produknya.</p>",
            },
        ),
        ("heading", "Mengubah harga"),
        (
            "steps",
            [
                step("<p>Buka menu <b>Produk</b> dan cari barangnya.</p>"),
                step("<p>Tekan tombol untuk mengubah harga di baris barang itu, lalu isi harga baru.</p>"),
                step(
                    "<p>Simpan. Pembeli yang sudah menaruh barang ini di keranjang akan diberi tahu bahwa "
                    "harganya berubah sebelum ia memesan.</p>"
                ),
            ],
        ),
        (
            "callout",
            {
                "kind": "note",
                "text": "<p>Pesanan yang sudah dibuat <b>tidak ikut berubah</b>. Harganya dikunci saat pesanan "
                "dibuat.</p>",
            },
        ),
        ("heading", "Berhenti menjual suatu barang"),
        (
            "text",
            "<p>Barang yang pernah dipesan tidak bisa dihapus, karena riwayat pesanan dan pembukuan "
            "memerlukannya. Arsipkan saja: barangnya hilang dari toko, catatannya tetap ada. Kalau hanya habis "
            "sementara, biarkan: toko menulis “Stok habis” dengan sendirinya.</p>",
        ),
        ("try_now", {"screen": "products", "label": "Buka Produk"}),
    ],
}

ORDERS = {
    "slug": "menerima-pesanan-dan-mengemas",
    "title": "Menerima pesanan dan mengemas",
    "summary": "Melihat pesanan masuk, mengemas yang sudah dibayar, dan menyerahkannya kepada pembeli.",
    "audience": ["owner", "helper"],
    "minutes": 5,
    "screen": "orders",
    "body": [
        (
            "text",
            "<p>Pesanan masuk dengan sendirinya begitu pembeli menekan “Buat pesanan”. Barangnya langsung "
            "disisihkan dari stok, jadi tidak bisa terjual dua kali. Tugas Anda: <b>kemas yang sudah dibayar, "
            "lalu serahkan</b>.</p>",
        ),
        ("heading", "Mengenal tab di layar Pesanan"),
        (
            "text",
            "<p>Buka menu <b>Pesanan</b>. Angka di setiap tab menunjukkan jumlah pesanan di dalamnya.</p>"
            "<ul><li><b>Menunggu pembayaran</b>: pembeli belum membayar, atau uangnya belum diperiksa. Jangan "
            "dikemas dulu.</li>"
            "<li><b>Perlu dikemas</b>: sudah lunas. Inilah pekerjaan hari ini.</li>"
            "<li><b>Dikemas</b>: sedang atau sudah dikemas, menunggu diserahkan.</li>"
            "<li><b>Selesai</b>: barang sudah di tangan pembeli.</li>"
            "<li><b>Batal/kedaluwarsa</b>: dibatalkan, atau tidak dibayar sampai batas waktunya. Stoknya sudah "
            "kembali sendiri.</li></ul>"
            "<p>Mencari satu pesanan? Ketik nomor pesanan, nama, nomor WhatsApp, atau jumlah uangnya di kotak "
            "cari.</p>",
        ),
        ("heading", "Mengemas dan menyerahkan"),
        (
            "steps",
            [
                step("<p>Buka menu <b>Pesanan</b>, tab <b>Perlu dikemas</b>. Dahulukan yang paling lama menunggu.</p>"),
                step(
                    "<p>Tekan nomor pesanannya. Baca daftar barang, cara terima (antar atau ambil sendiri), "
                    "alamat, dan catatan pembeli.</p>"
                ),
                step(
                    "<p>Tekan <b>Kemas</b>. Pesanan pindah ke tab <b>Dikemas</b>, jadi orang lain tidak "
                    "mengerjakannya lagi.</p>"
                ),
                step(
                    "<p>Ambil barangnya satu per satu menurut daftar. Periksa tanggal kedaluwarsa dan keutuhan "
                    "kemasan, lalu tulis nomor pesanan di bungkusan.</p>"
                ),
                step(
                    "<p>Saat barang <b>benar-benar</b> berpindah tangan, buka lagi pesanannya, tekan "
                    "<b>Serahkan</b>, dan pastikan. Stok berkurang dan penjualan tercatat di pembukuan.</p>"
                ),
            ],
        ),
        (
            "callout",
            {
                "kind": "warning",
                "text": "<p>Jangan menekan <b>Serahkan</b> sebelum barang diterima pembeli. Sesudah "
                "diserahkan, pesanan tidak bisa dibatalkan lagi dan konfirmasi pembayarannya tidak bisa "
                "ditarik.</p>",
            },
        ),
        ("heading", "Membatalkan pesanan"),
        (
            "steps",
            [
                step("<p>Buka pesanannya, lalu tekan <b>Batalkan</b>.</p>"),
                step("<p>Tulis alasannya dengan jelas, misalnya “Pembeli salah memilih ukuran”.</p>"),
                step("<p>Tekan sekali lagi untuk memastikan. Barang yang disisihkan kembali ke stok.</p>"),
            ],
        ),
        (
            "callout",
            {
                "kind": "note",
                "text": "<p>Kalau pesanan sudah dibayar, uang pembeli tetap miliknya. Kembalikan uangnya, lalu "
                "catat dengan tombol <b>Kembalikan uang</b> dan kabari pembeli lewat WhatsApp. Kasir tidak "
                "bisa membatalkan pesanan yang sudah dibayar; mintalah kepada pemilik.</p>",
            },
        ),
        ("try_now", {"screen": "orders", "label": "Buka Pesanan"}),
    ],
}

CHECK_PAYMENTS = {
    "slug": "memeriksa-pembayaran",
    "title": "Memeriksa pembayaran dengan mutasi bank",
    "summary": "Mengunggah berkas mutasi dari bank, dan toko mencocokkan uang masuk dengan pesanannya.",
    "audience": ["owner", "helper"],
    "minutes": 8,
    "screen": "check-payments",
    "body": [
        (
            "text",
            "<p>Setiap pesanan mendapat <b>jumlah yang tidak sama</b> dengan pesanan lain, misalnya Rp64.501. "
            "Tiga angka terakhir itulah tandanya. Begitu mutasi bank menunjukkan uang masuk Rp64.501, toko "
            "tahu pesanan mana yang lunas. Anda cukup mengambil mutasi dari bank dan mengunggahnya di sini.</p>",
        ),
        (
            "callout",
            {
                "kind": "warning",
                "text": "<p><b>Foto bukti transfer bukan bukti uang masuk.</b> Foto bisa salah, lama, atau "
                "disunting. Yang dipercaya hanya mutasi rekening Anda sendiri.</p>",
            },
        ),
        ("heading", "Mengambil mutasi dari KlikBCA"),
        (
            "steps",
            [
                step(
                    "<p>Buka KlikBCA di komputer atau ponsel dengan mengetik sendiri alamatnya, lalu masuk "
                    "seperti biasa. Jangan lewat tautan dari pesan siapa pun.</p>"
                ),
                step("<p>Pilih <b>Informasi Rekening</b>, lalu <b>Mutasi Rekening</b>.</p>"),
                step(
                    "<p>Pilih rekening toko dan tanggalnya. Ambil sejak pemeriksaan terakhir sampai hari ini. "
                    "Kelebihan beberapa hari tidak apa-apa: baris yang sama tidak akan tercatat dua kali.</p>"
                ),
                step(
                    "<p>Unduh mutasinya sebagai berkas <b>CSV</b>. Biarkan isinya apa adanya: jangan dibuka "
                    "lalu disimpan ulang dengan Excel, karena angkanya bisa berubah.</p>"
                ),
            ],
        ),
        ("heading", "Mengunggah dan memeriksa dulu"),
        (
            "steps",
            [
                step("<p>Buka menu <b>Cek pembayaran</b>.</p>"),
                step("<p>Pilih berkas CSV tadi dan unggah. Pada tahap ini <b>belum ada yang disimpan</b>.</p>"),
                step(
                    "<p>Baca pratinjaunya. Setiap baris bertanda:</p>"
                    "<ul><li><b>baru</b>: belum pernah masuk, akan dicatat;</li>"
                    "<li><b>sudah ada</b>: sudah tercatat dari berkas sebelumnya, dilewati;</li>"
                    "<li><b>mungkin sama</b>: mirip sekali dengan baris yang sudah tercatat. Bandingkan, lalu "
                    "putuskan sendiri: uang yang sama, atau dua transfer yang kebetulan sama besar;</li>"
                    "<li><b>PEND</b>: bank belum selesai memprosesnya. Tidak dicatat; akan muncul dengan "
                    "tanggal di mutasi berikutnya.</li></ul>"
                ),
                step(
                    "<p>Cocokkan jumlah dan saldo di pratinjau dengan yang tertulis di bank. Kalau ada "
                    "peringatan, misalnya saldo tidak nyambung, unduh ulang berkasnya.</p>"
                ),
                step("<p>Sudah benar? Tekan <b>Terapkan</b>.</p>"),
            ],
        ),
        ("heading", "Yang terjadi setelah Terapkan"),
        (
            "text",
            "<p>Uang yang jumlahnya <b>persis sama</b> dan hanya cocok dengan <b>satu</b> pesanan langsung "
            "dikonfirmasi. Pesanannya pindah ke tab <b>Perlu dikemas</b>, dan alasannya tertulis di pesanan "
            "itu. Selebihnya menunggu keputusan Anda di kotak masuk pada layar yang sama.</p>",
        ),
        ("heading", "Mengurus kotak masuk"),
        (
            "text",
            "<p>Di kotak masuk ada uang yang belum jelas: kurang bayar, lebih bayar, dibayar dua kali, "
            "terlambat, atau satu transfer untuk dua pesanan. Setiap baris disertai <b>usulan</b>, yang paling "
            "mungkin di atas, lengkap dengan sebabnya.</p>",
        ),
        (
            "steps",
            [
                step("<p>Pilih satu baris uang masuk, lalu baca usulannya: nama, jumlah, dan selisihnya.</p>"),
                step(
                    "<p>Kalau yakin, konfirmasi usulan itu. Kalau ragu, tanyakan dulu kepada pembeli lewat "
                    "WhatsApp.</p>"
                ),
                step(
                    "<p>Kurang bayar? Uangnya dicatat untuk pesanan itu, dan pesanan tetap menunggu "
                    "kekurangannya. Lebih bayar? Kelebihannya tetap milik pembeli; kembalikan kepadanya.</p>"
                ),
                step(
                    "<p>Bukan uang pesanan, misalnya setoran sendiri? Biarkan saja. Uang itu tidak akan "
                    "menjadi penjualan.</p>"
                ),
            ],
        ),
        ("heading", "Mengonfirmasi tanpa mutasi"),
        (
            "text",
            "<p>Kadang uang sudah pasti masuk, tetapi mutasinya belum bisa diunduh. Buka pesanannya dan "
            "konfirmasi dengan tangan. Anda akan diminta menulis <b>alasan</b>, misalnya “Saldo dicek di m-BCA "
            "pukul 10.15, uang Rp64.501 sudah masuk”. Alasan, waktu, dan nama Anda tersimpan.</p>",
        ),
        ("heading", "Membatalkan yang keliru"),
        (
            "steps",
            [
                step(
                    "<p><b>Salah konfirmasi:</b> buka pesanannya dan batalkan konfirmasinya. Ini bisa "
                    "dilakukan selama barang <b>belum diserahkan</b>. Pesanan kembali menunggu pembayaran.</p>"
                ),
                step(
                    "<p><b>Salah berkas:</b> di layar <b>Cek pembayaran</b>, batalkan berkas yang terakhir "
                    "diterapkan. Ini bisa dilakukan selama belum ada pesanan yang bergantung pada "
                    "baris-barisnya.</p>"
                ),
            ],
        ),
        (
            "callout",
            {
                "kind": "tip",
                "text": "<p>Periksa mutasi dua kali sehari, misalnya pukul 09.00 dan 16.00. Pembeli tidak "
                "menunggu lama, dan kotak masuk tidak menumpuk.</p>",
            },
        ),
        ("try_now", {"screen": "check-payments", "label": "Buka Cek pembayaran"}),
    ],
}

STOCK = {
    "slug": "stok-menerima-barang-dan-koreksi",
    "title": "Stok: menerima barang dan koreksi",
    "summary": "Mencatat barang yang datang, dan membetulkan stok yang tidak cocok dengan rak.",
    "audience": ["owner", "helper"],
    "minutes": 4,
    "screen": "stock",
    "body": [
        (
            "text",
            "<p>Stok berkurang sendiri saat pesanan diserahkan. Yang Anda catat hanya dua hal: <b>barang "
            "datang</b> dan <b>koreksi</b> bila hitungan di rak berbeda.</p>",
        ),
        ("heading", "Membaca layar Stok"),
        (
            "text",
            "<p>Buka menu <b>Stok</b>. Untuk setiap barang ada tiga angka:</p>"
            "<ul><li><b>ada</b>: jumlah di rak;</li>"
            "<li><b>disisihkan</b>: sudah dipesan, tetapi belum diserahkan;</li>"
            "<li><b>bisa dijual</b>: ada dikurangi disisihkan. Inilah yang dilihat pembeli.</li></ul>",
        ),
        ("heading", "Menerima barang"),
        (
            "steps",
            [
                step("<p>Hitung barang yang datang dan cocokkan dengan nota.</p>"),
                step("<p>Buka menu <b>Stok</b>, cari barangnya, lalu pilih untuk menerima barang.</p>"),
                step(
                    "<p>Isi jumlah dan <b>harga modal</b> per satuan dari nota. Kalau harganya berbeda dari "
                    "yang lama, toko menghitung rata-ratanya sendiri.</p>"
                ),
                step("<p>Simpan. Stok bertambah, dan nilai persediaan di pembukuan ikut bertambah.</p>"),
            ],
        ),
        ("heading", "Mengoreksi stok"),
        (
            "steps",
            [
                step("<p>Hitung barang di rak. Ingat, barang yang disisihkan juga masih di rak.</p>"),
                step("<p>Buka menu <b>Stok</b>, cari barangnya, lalu pilih koreksi.</p>"),
                step(
                    "<p>Isi perubahannya dan <b>alasannya</b>, misalnya “2 bungkus remuk” atau “salah hitung "
                    "minggu lalu”. Alasan wajib diisi, supaya nanti Anda masih ingat.</p>"
                ),
                step("<p>Simpan. Nilai barang yang hilang atau rusak tercatat di pembukuan.</p>"),
            ],
        ),
        (
            "callout",
            {
                "kind": "note",
                "text": "<p>Riwayat stok tidak bisa dihapus. Kalau salah catat, buat koreksi kebalikannya. "
                "Dengan begitu Anda selalu bisa melihat apa yang terjadi.</p>",
            },
        ),
        (
            "callout",
            {
                "kind": "warning",
                "text": "<p>Stok tidak bisa dikoreksi sampai di bawah jumlah yang disisihkan. Kalau barangnya "
                "memang tidak ada, hubungi pembelinya dulu, lalu batalkan pesanannya.</p>",
            },
        ),
        ("try_now", {"screen": "stock", "label": "Buka Stok"}),
    ],
}

BOOKS = {
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

CHAPTERS = [PRODUCTS, ORDERS, CHECK_PAYMENTS, STOCK, BOOKS]
